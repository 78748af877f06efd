import type { Assignment } from '../core/stage/executor.ts';
import type { Message } from '../core/steering/message.ts';
import { excerpt } from './text.ts';

/** What a role says in the thread when it presents a draft: what it is, and whose words it answers. */
export function remarkOf(
  text: string,
  { draft, feedback, stage }: Assignment,
  messages: readonly Message[],
  cut: boolean,
): string {
  const words = text.split(/\s+/).length.toLocaleString('en');
  const asked = [
    ...feedback.filter((it) => it.kind !== 'failure').map((it) => `${it.from} (“${excerpt(it.text, 80)}”)`),
    ...messages.map((it) => `${it.authorName} (“${excerpt(it.text, 80)}”)`),
  ];
  const which = draft === null ? 'First draft' : 'New draft';
  const after = asked.length === 0 ? '' : `, after ${asked.join(' and ')}`;
  const warning = cut ? ' It ends where the model reached its longest answer.' : '';
  return `${which}: ${stage.name}, ${words} words${after}.${warning}`;
}
