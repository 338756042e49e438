/** Buttons: one look for each weight, and a hand-sized target on the phone. */
import type { ButtonHTMLAttributes, ReactNode } from "react";

const looks = {
  primary: "bg-accent text-on-accent hover:bg-accent-strong font-medium shadow-card",
  plain: "bg-raised text-ink border border-edge/60 hover:bg-hover hover:border-edge font-medium",
  quiet: "text-soft hover:bg-hover hover:text-ink",
} as const;

/** The class names of a button, for links that look like one. */
export function buttonLook(look: keyof typeof looks = "plain", more = ""): string {
  return `control inline-flex shrink-0 items-center justify-center gap-1.5 rounded-lg px-3 text-sm whitespace-nowrap transition-colors duration-100 disabled:opacity-55 aria-disabled:opacity-60 ${looks[look]} ${more}`;
}

type ButtonProps = ButtonHTMLAttributes<HTMLButtonElement> & { readonly look?: keyof typeof looks };

/** A button with words. */
export function Button({ look = "plain", className = "", type = "button", ...rest }: ButtonProps) {
  return <button type={type} className={buttonLook(look, className)} {...rest} />;
}

type IconButtonProps = ButtonHTMLAttributes<HTMLButtonElement> & { readonly label: string; readonly children: ReactNode };

/** A button with a picture only; the label is read aloud and shown on hover. */
export function IconButton({ label, className = "", children, ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      className={`control inline-flex min-w-8 items-center justify-center rounded-lg text-soft transition-colors duration-100 hover:bg-hover hover:text-ink ${className}`}
      {...rest}
    >
      {children}
    </button>
  );
}
