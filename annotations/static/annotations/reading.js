// The reading page, the discussions' own pages and a thread's page: everything that needs a browser,
// for everyone. What only those need who may say something is in taking_part.js.

import { start as startContents } from "./contents.js";
import { start as startCopying } from "./copying.js";
import { start as startLive } from "./live.js";
import { start as startMarks } from "./marks.js";
import { start as startNotices } from "./notices.js";
import { start as startPanel } from "./panel.js";
import { start as startPreferences } from "./preferences.js";
import { start as startSentences } from "./sentences.js";
import { start as startSheet } from "./sheet.js";
import { start as startSwaps } from "./swaps.js";
import { start as startThreads } from "./threads.js";
import { start as startToolbar } from "./toolbar.js";

// The toolbar comes before the panel: Escape puts away the nearer one (menus.js).
startToolbar();
startPreferences();
startMarks();
startSentences();
startSwaps();
startNotices();
startCopying();
startContents();
startPanel();
startSheet();
startLive();
startThreads();
