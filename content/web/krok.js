// Makes Krok's pages livelier; each of them works without it. Sends nothing but what a form says,
// loads nothing but pages of this server, and puts no text into markup.
import { whenFree } from "./busy.js";
import "./clipboard.js";
import { dress } from "./dress.js";
import "./drop.js";
import { arrive, hasCome, reach } from "./focus.js";
import "./forms.js";
import { refresh } from "./pages.js";
import "./changes.js";

whenFree(refresh);
dress();
reach();
if (hasCome()) arrive();
