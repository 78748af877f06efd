import type { ModalView } from '@slack/types';
import { drawTold, type SlackMessage } from '../draw/message.ts';
import { plain } from '../draw/plain.ts';
import type { Site } from '../draw/site.ts';
import { limits } from '../limits.ts';
import { writeAgain } from '../read/again.ts';
import { words } from '../words.ts';
import type { AnswerParts, Asked } from './parts.ts';
import { showPrivately } from './privately.ts';

/** Opens a form, which needs a click within the last three seconds. Without one (for words, or when it took too long), shows a button. */
export async function open(parts: AnswerParts, asked: Asked, view: ModalView, title: string): Promise<void> {
  if (await opens(parts, asked, view)) return;
  await showPrivately(parts, asked.spot, drawAgain(asked, title, parts.site));
}

export const opens = async ({ api }: AnswerParts, { spot }: Asked, view: ModalView): Promise<boolean> =>
  spot.trigger !== null && (await api.openView(spot.trigger, view)) !== 'late';

/** A button that asks for the same form again: its click can open the form. */
function drawAgain({ intent, where, spot }: Asked, title: string, site: Site): SlackMessage {
  const { channel, thread } = where;
  const isAskable = intent.kind === 'press' || intent.kind === 'command';
  const value = isAskable ? writeAgain({ intent, channel, thread }) : null;
  if (value === null || spot.view !== null) return drawTold(words.tooLongToOpen(title), [], site);
  const { text, blocks } = drawTold(words.opensByClick(title), [], site);
  const button = {
    type: 'button' as const,
    action_id: 'again.0',
    value,
    style: 'primary' as const,
    text: plain(words.open, limits.button.text),
    accessibility_label: plain(`${words.open}: ${words.openHint}`, limits.button.accessibilityLabel).text,
  };
  return { text, blocks: [...blocks, { type: 'actions', elements: [button] }] };
}
