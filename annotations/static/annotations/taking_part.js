// Beside reading.js, for those who may say something: visitors are spared it.

import { answerBy } from "./choosing.js";
import { start as startKeys } from "./keys.js";
import { start as startMentions } from "./mentions.js";
import { start as startQuoting } from "./quoting.js";
import { start as startSeen } from "./seen.js";
import { press } from "./sentences.js";
import { start as startSight } from "./sight.js";
import { start as startUnread } from "./unread.js";
import { start as startUnsent } from "./unsent.js";
import { start as startWriting } from "./writing.js";

answerBy(press);
startUnsent();
startMentions();
startQuoting();
startWriting();
startSight();
startSeen();
startUnread();
startKeys();
