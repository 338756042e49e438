/** Posts who commands, who helps and who writes whenever one of them changes (PD-44). */
import { rolesLineShape } from "../../incident/roles-line/shape.ts";
import type { Policy } from "../../kernel/rule.ts";
import { rule } from "../rule.ts";

type Line = Policy<{ readonly roles: readonly { readonly role: string }[] } | undefined, undefined>;

const tells = (policy: Line, role: string) => (policy.own?.roles.some((one) => one.role === role) ? [{ name: "tell-roles" as const, input: {} }] : []);

export const rolesLine = rule("roles_line", {
  title: "Who does what",
  says: "Posts in one line who holds the roles the process names, and posts it again whenever that changes.",
  schema: rolesLineShape.optional(),
  misfits: (policy) =>
    (policy.own?.roles ?? [])
      .filter(({ role }) => !policy.process.roles[role])
      .map(({ role }) => ({ ...policy.objection(policy.at("top"), "pack_invalid", `There is no role "${role}".`), cites: [] })),
  follows: {
    "role-assigned": (policy, _state, { data }) => tells(policy, data.role),
    "handed-over": (policy, _state, { data }) => tells(policy, data.role),
    "role-left": (policy, _state, { data }) => tells(policy, data.role),
  },
  examples: [
    {
      title: "the commander and the deputy",
      value: {
        roles: [
          { role: "ic", as: "IC" },
          { role: "deputy", as: "Deputy" },
        ],
      },
      in: "top",
      valid: true,
    },
    { title: "nobody", value: { roles: [] }, in: "top", valid: false },
  ],
});
