/** Who is signed in, and the way out. */
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { LogOut } from "lucide-react";
import { write } from "../api.ts";
import type { Session } from "../shapes.ts";
import { t } from "../text/en.ts";
import { IconButton } from "./button.tsx";

/** The foot of the navigation. */
export function Account({ session }: { readonly session: Session }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const leave = async () => {
    await write("DELETE", "/session");
    client.clear();
    sessionStorage.clear();
    client.setQueryData(["session"], null);
    await navigate({ to: "/sign-in", search: {} });
  };
  return (
    <div className="mt-auto flex items-center justify-between gap-2 border-t border-line px-2 pt-3">
      <div className="min-w-0 leading-tight">
        <p className="truncate text-sm font-medium">{session.person.name}</p>
        <p className="truncate text-xs text-faint">{session.organisation.name}</p>
      </div>
      <IconButton label={t.nav.signOut} onClick={() => void leave()}>
        <LogOut size={16} />
      </IconButton>
    </div>
  );
}
