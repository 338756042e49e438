/** The pack's classification questions, each with its example in place. */
import type { ProcessView } from "../../src/views/board-shape.ts";
import { t } from "../text/en.ts";
import { Choice, TextField } from "./field.tsx";

type Answers = Readonly<Record<string, boolean | string>>;
type Props = { readonly questions: ProcessView["questions"]; readonly answers: Answers; readonly onChange: (answers: Answers) => void };

const choices = [
  { value: "yes", label: t.common.yes },
  { value: "no", label: t.common.no },
  { value: "", label: t.common.unsure },
];

/** The questions; what is not known is left out. */
export function Questions({ questions, answers, onChange }: Props) {
  const set = (key: string, value: boolean | string | null) => {
    const { [key]: _, ...rest } = answers;
    onChange(value === null || value === "" ? rest : { ...rest, [key]: value });
  };
  return (
    <section className="card p-4">
      <h2 className="text-sm">{t.start.report.questions}</h2>
      <p className="mb-3 text-xs text-soft">{t.start.report.questionsSays}</p>
      <div className="space-y-4">
        {questions.map((question) => {
          const given = answers[question.key];
          const example = question.example === "" ? undefined : `${t.start.report.examples}${question.example}`;
          if (question.kind === "text") {
            return (
              <TextField
                key={question.key}
                label={question.asks}
                hint={example}
                maxLength={400}
                value={typeof given === "string" ? given : ""}
                onChange={(event) => set(question.key, event.target.value)}
              />
            );
          }
          const value = given === true ? "yes" : given === false ? "no" : "";
          return (
            <Choice
              key={question.key}
              legend={question.asks}
              hint={example}
              options={choices}
              value={value}
              onChange={(chosen) => set(question.key, chosen === "" ? null : chosen === "yes")}
            />
          );
        })}
      </div>
    </section>
  );
}
