/** Beginnings that the examples of secrecy share. */
import { active } from "../examples.ts";

/** A declared incident that is kept secret; Cleo was let in. */
export const secret = [...active, { type: "concealed", data: { codename: "Quiet Harbour 27", people: ["cleo"] } }];
