import type { FC } from 'hono/jsx';
import { oneLine } from '../../../../core/cards/agent-text.ts';
import { between } from '../../../../core/cards/numbers.ts';
import { Time } from '../../draw/text.tsx';
import { askWords as words } from '../../words/asks.ts';
import type { PersonalAsk } from './read.ts';

/** Where a question came from, and how long it has waited. */
export const Origin: FC<{ found: Pick<PersonalAsk, 'view' | 'project'> }> = ({ found: { view, project } }) => (
  <p class="origin">
    <a href={`/runs/${view.run.id}`}>{oneLine(view.run.title)}</a> · {project.name} · {words.asked}
    <Time at={view.ask.openedAt} />
    {view.ask.status === 'open' ? `, ${words.waits(between(view.ask.openedAt, new Date()))}` : null}
  </p>
);
