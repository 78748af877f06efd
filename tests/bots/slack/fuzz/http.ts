import type { Bring } from './campaign.ts';
import { anyShot } from './requests.ts';
import type { Scene } from './scene.ts';

/** 401 and not a word to whoever does not know the secret; Slack's own rubbish is taken or refused, and never fells us. */
export const overHttp =
  ({ slack }: Scene): Bring =>
  async (attacks, dice) => {
    const { name, request, isSlacks } = anyShot(attacks, slack, dice);
    const answered = await slack.raw.http(request);
    if (answered === null) return { what: `${name} → no answer`, fault: name === 'giant' ? null : 'no answer' };
    const { status, body } = answered;
    const what = `${name} → ${status}`;
    if (isSlacks) return { what, fault: status === 200 || status === 400 ? null : body };
    if (name === 'giant') return { what, fault: status === 413 ? null : body };
    return { what, fault: status === 401 && body === '' ? null : `answered with “${body}”` };
  };
