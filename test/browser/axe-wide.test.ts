/** Every screen and state at a desk against axe. */
import { accessible } from "./accessible.ts";
import { looks } from "./pages.ts";

accessible(looks, 1280);
