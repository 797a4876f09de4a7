// The reading page, the discussions' own pages and a thread's page: everything that needs a browser.

import { start as startContents } from "./contents.js";
import { start as startCopying } from "./copying.js";
import { start as startKeys } from "./keys.js";
import { start as startLive } from "./live.js";
import { start as startMarks } from "./marks.js";
import { start as startMentions } from "./mentions.js";
import { start as startNotices } from "./notices.js";
import { start as startPanel } from "./panel.js";
import { start as startPreferences } from "./preferences.js";
import { start as startSeen } from "./seen.js";
import { start as startSheet } from "./sheet.js";
import { start as startQuoting } from "./quoting.js";
import { start as startSentences } from "./sentences.js";
import { start as startSwaps } from "./swaps.js";
import { start as startThreads } from "./threads.js";
import { start as startToolbar } from "./toolbar.js";
import { start as startUnread } from "./unread.js";
import { start as startUnsent } from "./unsent.js";
import { start as startWriting } from "./writing.js";

// The toolbar and how one reads come before the panel: Escape puts away the nearer one.
startToolbar();
startPreferences();
startMarks();
startSentences();
startSwaps();
startNotices();
startCopying();
startContents();
startUnsent();
startMentions();
startQuoting();
startWriting();
startPanel();
startSheet();
startSeen();
startUnread();
startKeys();
startLive();
startThreads();
