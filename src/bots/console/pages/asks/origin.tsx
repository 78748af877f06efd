import type { FC } from 'hono/jsx';
import { between } from '../../../../core/cards/numbers.ts';
import { Time } from '../../draw/text.tsx';
import { askWords as words } from '../../words/asks.ts';
import { RunLink } from '../parts/run-link.tsx';
import type { PersonalAsk } from './read.ts';

/** Where a question came from, and how long it has waited. */
export const Origin: FC<{ found: Pick<PersonalAsk, 'view' | 'project'> }> = ({ found: { view, project } }) => (
  <p class="origin">
    <RunLink run={view.run} /> · {project.name} · {words.asked}
    <Time at={view.ask.openedAt} />
    {view.ask.status === 'open' ? `, ${words.ago(between(view.ask.openedAt, new Date()))}` : null}
  </p>
);
