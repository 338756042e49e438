/** Every screen and state on a phone against axe. */
import { accessible } from "./accessible.ts";
import { looks } from "./pages.ts";

accessible(looks, 390);
