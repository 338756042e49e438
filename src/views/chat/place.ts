/** Where something is typed in a chat. */
import type { Viewer } from "../../core/kernel/viewer.ts";
import type { Pack } from "../../core/pack/schema.ts";
import type { Scene } from "../scene.ts";

/** Under which process, by whom, in the room of which incident (null: in none). */
export type ChatPlace = { readonly viewer: Viewer; readonly pack: Pack; readonly scene: Scene | null };
