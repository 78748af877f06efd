import { setImmediate as turn } from 'node:timers/promises';
import type { Bring } from './campaign.ts';
import type { Dice } from './dice.ts';
import { anyBody } from './junk.ts';
import type { Scene } from './scene.ts';

const kinds = ['events_api', 'interactive', 'slash_commands', 'options', '__proto__', 'ws_message', 'close', 'error'];

/** An envelope with anything in it; nothing says that the connection is over, as that would be believed. */
const envelope = (dice: Dice): string =>
  `{"type":${JSON.stringify(dice.of(kinds))},"envelope_id":${JSON.stringify(dice.letters(8))},"payload":${json(dice)}}`;

function json(dice: Dice): string {
  const text = anyBody(dice);
  try {
    return JSON.stringify(JSON.parse(text));
  } catch {
    return JSON.stringify(text);
  }
}

/** Through the socket everything is Slack's: there is no signature to forge, and no status to be told. */
export const overSocket =
  ({ slack }: Scene): Bring =>
  async (attacks, dice) => {
    if (dice.chance(0.3)) return rubbish(slack, dice);
    const { kind, body } = attacks.unauthorised();
    const { failure } = await slack.raw.deliver(kind, body);
    // What has no shape of Slack's is not acknowledged, as nobody could say what it was.
    return {
      what: `${kind} → ${failure ?? 'acknowledged'}`,
      fault: failure === null || failure === 'timeout' ? null : failure,
    };
  };

async function rubbish(slack: Scene['slack'], dice: Dice): ReturnType<Bring> {
  const lot = dice.below(3);
  if (lot === 0) slack.raw.binary(Buffer.from(Array.from({ length: dice.below(200) }, () => dice.below(256))));
  else slack.raw.socket(lot === 1 ? anyBody(dice) : envelope(dice));
  await turn();
  return { what: 'rubbish', fault: null };
}
