import type { FC } from 'hono/jsx';
import { oneLine } from '../../../../core/cards/agent-text.ts';
import { permissionsOf } from '../../../../core/people/permissions.ts';
import type { Followed } from '../../live.ts';
import { offeredTo } from '../../offered.ts';
import type { ConsoleParts, Visitor } from '../../parts.ts';
import { Frame } from '../frame.tsx';
import { CopyableId } from '../parts/copyable-id.tsx';
import { runPath } from './list-page.tsx';
import { inspect, type Inspected } from './read.ts';
import { type Section, sectionsOf } from './sections.tsx';

const SectionView: FC<{ section: Section }> = ({ section: { id, state, view } }) => (
  <section id={id} class={`part ${id}`} data-state={state}>
    {view}
  </section>
);

export const InspectorPage: FC<{ visitor: Visitor; inspected: Inspected; sections: readonly Section[] }> = (props) => {
  const { run } = props.inspected.view.state;
  return (
    <Frame
      visitor={props.visitor}
      current="runs"
      inside
      title={oneLine(run.title)}
      actions={<CopyableId id={run.id} />}
      events={`${runPath(run.id)}/events`}
    >
      <div class="inspector">
        {props.sections.map((section) => (
          <SectionView section={section} />
        ))}
      </div>
    </Frame>
  );
};

/** What the composer offers for a run: the commands, and the roles that work in it. */
export async function completionsOf({ roster }: ConsoleParts, { view, reader: { person } }: Inspected) {
  const { verbs } = await roster.completions('');
  const roles = view.state.definition.roles.map(({ handle, name, emoji, domain }) => ({
    ...{ handle, name, emoji },
    about: domain.join(', '),
  }));
  return offeredTo(permissionsOf(person), { verbs, roles });
}

/** The least time between two looks: faster than that nobody reads. */
const pace = 300;

/** A run, as this person may see it. */
export const followRun = (parts: ConsoleParts, runId: string, { account }: Visitor): Followed => ({
  event: 'part',
  pace,
  subscribe: (ring) => parts.runHints.onRun((id) => id === runId && ring()),
  read: async () => {
    const inspected = await inspect(parts, account, runId);
    if (!inspected) return null;
    const sections = sectionsOf(inspected, await completionsOf(parts, inspected), new Date());
    return sections.map((section) => ({
      id: section.id,
      state: section.state,
      draw: async () => ({ id: section.id, html: (await (<SectionView section={section} />)).toString() }),
    }));
  },
});
