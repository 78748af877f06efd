import type { FC } from 'hono/jsx';
import { cap, oneLine, visible } from '../../../../core/cards/agent-text.ts';
import { actsAt } from '../../../../core/cards/words/control.ts';
import { modeWords } from '../../../../core/cards/words/run.ts';
import { sourceWords } from '../../../../core/records/words/source.ts';
import type { Run } from '../../../../core/run/run.ts';
import { Fence } from '../../draw/fence.tsx';
import { Time } from '../../draw/text.tsx';
import { runWords as words } from '../../words/runs.ts';
import { CopyableId } from '../parts/copyable-id.tsx';
import { Fact } from '../parts/fact.tsx';
import { Fold } from '../parts/fold.tsx';

export interface AboutData {
  run: Pick<
    Run,
    | 'id'
    | 'projectId'
    | 'pipelineId'
    | 'mode'
    | 'execution'
    | 'brief'
    | 'parameters'
    | 'trigger'
    | 'startedAt'
    | 'endedAt'
  >;
  project: string;
  pipeline: string;
}

/** A brief may be as long as a book; its artifacts say what became of it. */
const longestBrief = 4000;

const Ids: FC<Pick<AboutData, 'run'>> = ({ run: { id, trigger } }) => (
  <>
    <Fact label={words.runId}>
      <CopyableId id={id} />
    </Fact>
    <Fact label={words.triggerId}>
      <CopyableId id={trigger.id} />
    </Fact>
    {Object.entries(trigger.context).map(([name, value]) => (
      <Fact label={words.context(oneLine(name))}>
        <CopyableId id={value} />
      </Fact>
    ))}
  </>
);

/** Where it came from, and every id that another system may ask for. */
export const AboutView: FC<{ data: AboutData }> = ({ data: { run, project, pipeline } }) => (
  <Fold name="about" title={words.facts} gist={oneLine(pipeline)}>
    <dl class="facts">
      <Fact label={words.project}>{oneLine(project)}</Fact>
      <Fact label={words.pipeline}>{oneLine(pipeline)}</Fact>
      <Fact label={words.mode}>{modeWords[run.mode].name}</Fact>
      <Fact label={words.pool}>{actsAt[run.execution]}</Fact>
      <Fact label={words.started}>
        {oneLine(run.trigger.personName)}, <Time at={run.startedAt} />
      </Fact>
      {run.endedAt === null ? null : (
        <Fact label={words.ended}>
          <Time at={run.endedAt} />
        </Fact>
      )}
      <Fact label={words.source}>{sourceWords[run.trigger.source]}</Fact>
      {Object.entries(run.parameters).map(([name, value]) => (
        <Fact label={words.parameter(oneLine(name))}>{oneLine(value, 300)}</Fact>
      ))}
      <Ids run={run} />
    </dl>
    {run.brief.trim() === '' ? null : (
      <Fence kind="quote" label={words.brief} {...cap(visible(run.brief), longestBrief)} />
    )}
  </Fold>
);
