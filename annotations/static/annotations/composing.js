// A page about one comment, or with a form to write one: what needs a browser, without the rest.

import { start as startMentions } from "./mentions.js";
import { start as startUnsent } from "./unsent.js";

startUnsent();
startMentions();
