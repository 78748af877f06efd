import { SlackOutage } from './errors.ts';
import type { SlackApi } from './slack-api.ts';
import { answerWithin } from './web.ts';

/**
 * Responds at an interaction's response_url. The URL is a secret of its own, so our token is not sent. Slack answers 404 with `expired_url` or
 * `used_url` after 30 minutes or five uses. A URL that is none of Slack's is treated like one that is used up.
 */
export const createRespond =
  (apiUrl: URL): SlackApi['respond'] =>
  async (responseUrl, { text, blocks }, { replaceOriginal = false } = {}) => {
    if (!isSlacks(responseUrl, apiUrl)) return 'late';
    const body = { text, blocks, response_type: 'ephemeral', replace_original: replaceOriginal };
    const answer = await fetch(responseUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify(body),
      redirect: 'error',
      signal: AbortSignal.timeout(answerWithin),
    }).catch(() => null);
    if (answer === null) throw new SlackOutage('slack-away', 'response_url: the connection failed.');
    await answer.body?.cancel();
    if (answer.ok) return 'told';
    if ([403, 404, 410].includes(answer.status)) return 'late';
    throw new SlackOutage('slack-away', `response_url: Slack answered with HTTP ${answer.status}.`);
  };

/** Of Slack, and of its service for governments: https://docs.slack.dev/interactivity/handling-user-interaction#message_responses */
const hooks: ReadonlySet<string> = new Set(['https://hooks.slack.com', 'https://hooks.slack-gov.com']);

/** The URL comes with a payload: a forged one must not make us call other hosts (S13). Another Slack than slack.com has its own origin. */
function isSlacks(responseUrl: string, apiUrl: URL): boolean {
  if (!URL.canParse(responseUrl)) return false;
  const { origin } = new URL(responseUrl);
  return hooks.has(origin) || origin === apiUrl.origin;
}
