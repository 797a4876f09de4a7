// The reading page, the discussions' own pages and a thread's page: everything that needs a browser,
// for everyone. What only those need who may say something is in taking_part.js; what only some acts
// need comes with their first sign: choosing words, a discussion (panel.js), news (live.js).

import { start as startChoosing } from "./choosing.js";
import { start as startContents } from "./contents.js";
import { start as startCopying } from "./copying.js";
import { start as startLive } from "./live.js";
import { start as startMarks } from "./marks.js";
import { start as startPanel } from "./panel.js";
import { start as startSwaps } from "./swaps.js";

startChoosing(() => import("./sentences.js"));
startMarks();
startSwaps();
startCopying();
startContents();
startPanel();
startLive();
