import type { Version } from '../artifact/version.ts';
import { capAtSentence } from '../cards/agent-text.ts';
import type { Stage } from '../project/stage.ts';
import type { Draft } from './draft.ts';
import type { Output } from './event.ts';
import { madeOf } from './made.ts';
import { opensAfter } from './mode.ts';

/** Characters of a report that are shown in the thread: some lines on a phone. The run's page has all of it. */
const mostOfReport = 500;

/** A role says in the thread what it has made. If no gate shows that, the message has its title, its length and a link to it. */
export function present(d: Draft, stage: Stage, version: Version, { text: made, remark, rehearsal }: Output): void {
  if (remark === null || stage.do === 'command') return;
  const isShown = opensAfter(stage, d.run.mode);
  // An agent's report is shown, because nothing else in the chat says what was wrong and what was done.
  const isTold = isShown || stage.do !== 'agent';
  const role = d.state.definition.roles.find((r) => r.handle === stage.role);
  d.say({
    origin: 'role',
    author: stage.role,
    authorName: role?.name ?? stage.role,
    text: isTold ? remark : `${remark}\n\n${capAtSentence(made.trim(), mostOfReport).text}`,
    // An agent reports on what it did; a writer presents what it wrote.
    kind: stage.do === 'agent' ? 'talk' : 'draft',
    rehearsal,
    metadata: isShown ? null : madeOf(version, stage.makes, made),
  });
}
