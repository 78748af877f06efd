import { SlackOutage } from './errors.ts';
import type { SlackApi } from './slack-api.ts';
import { answerWithin } from './web.ts';

/**
 * To an interaction's response_url, which bears its own secret: our token never goes there. Slack answers 404 with `expired_url` or
 * `used_url` when its 30 minutes or its five uses are over. An address that is none of Slack's is as good as one that is used up.
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

/** It comes with a payload: who could forge one must not send us to other hosts (S13). A Slack of one's own has its own address. */
function isSlacks(responseUrl: string, apiUrl: URL): boolean {
  if (!URL.canParse(responseUrl)) return false;
  const { origin } = new URL(responseUrl);
  return hooks.has(origin) || origin === apiUrl.origin;
}
