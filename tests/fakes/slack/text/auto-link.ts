import { decodeEntities } from './entities.ts';
import { addLink, addPing, addText, type Passage } from './passage.ts';

/** Generic top-level domains that people meet; every one of two letters counts as a country's, so that README.md is a link. */
const generic = 'com|org|net|edu|gov|mil|info|biz|dev|app|xyz|online|site|cloud|tech|page|blog|example|test|zip|mov';
const domain = `(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\\.)+(?:${generic}|[a-z]{2})(?![a-z0-9.-]*[a-z0-9])`;
const inUrl = '(?:(?!&[lg]t;)[^\\s<>|`])';
const url = `(?:https?|ftp)://${inUrl}+`;
const email = `[a-z0-9._%+-]+@${domain}`;
const tail = `(?::\\d+)?(?:[/?#]${inUrl}*)?`;
const mention = '(?<![\\w@])@(?:here|channel|everyone)\\b';
const linkable = new RegExp(`(${url})|(${email})|(?<![\\w@/.-])(${domain}${tail})|(${mention})`, 'gi');

/**
 * What Slack makes of plain words in mrkdwn that is not `verbatim`: “URLs will be auto-converted into links, conversation names will be
 * link-ified, and certain mentions will be automatically parsed” (https://docs.slack.dev/reference/block-kit/composition-objects/text-object).
 * Which mentions is not said (unverified): here the three that notify many. It links in code as well.
 */
export function addAutoLinked(to: Passage, raw: string): void {
  let done = 0;
  for (const match of raw.matchAll(linkable)) {
    addText(to, decodeEntities(raw.slice(done, match.index)));
    const [whole, asUrl, asEmail, asDomain] = match;
    const clean = whole.replace(/[.,;:!?)\]}'"*_~]+$/, '');
    const shown = decodeEntities(clean);
    if (asUrl !== undefined) addLink(to, shown, shown);
    else if (asEmail !== undefined) addLink(to, `mailto:${shown}`, shown);
    else if (asDomain !== undefined) addLink(to, `http://${shown}`, shown);
    else addPing(to, whole.slice(1).toLowerCase(), whole);
    done = match.index + ((asUrl ?? asEmail ?? asDomain) ? clean.length : whole.length);
  }
  addText(to, decodeEntities(raw.slice(done)));
}
