/** The organisation's own settings. */
import { z } from "zod";
import { patchOrganisation, showOrganisation } from "../../shell/directory/office.ts";
import { speaker } from "../auth/request.ts";
import type { App, Deps } from "../deps.ts";
import { answer } from "../outcome.ts";
import { email, line, organisationOut, quiet, shiftNotice, slug, uuid, version, working, zone } from "./shapes.ts";

const changes = z.strictObject({
  version,
  name: line(200).optional(),
  zone: zone.optional(),
  working: working.optional(),
  quiet: quiet.optional(),
  holidayRegion: z
    .string()
    .regex(/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/, "Write a region like DE or DE-BY.")
    .nullable()
    .optional(),
  shiftNoticeMinutes: shiftNotice.optional(),
  mailFromName: line(100).optional(),
  mailFromAddress: email.nullable().optional(),
  defaultProcess: slug.optional(),
  escalation: slug.nullable().optional(),
  lastResort: z.array(uuid).max(50).optional(),
});

/** `GET` and `PATCH /api/v1/organisation`. */
export function organisationRoutes(app: App, { parts }: Deps): void {
  const path = "/api/v1/organisation";
  app.get(path, { config: { needs: "read" }, schema: { response: { 200: organisationOut } } }, async (_request, reply) =>
    answer(reply, await showOrganisation(parts)),
  );
  app.patch(path, { config: { needs: "admin" }, schema: { body: changes, response: { 200: organisationOut } } }, async (request, reply) => {
    const { version: seen, ...fields } = request.body;
    return answer(reply, await patchOrganisation(parts, speaker(request), { version: seen, fields }, request.from));
  });
}
