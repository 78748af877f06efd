import type { FC } from 'hono/jsx';
import type { Block, StepState } from '../../../core/cards/card.ts';
import { visible } from '../../../core/cards/agent-text.ts';
import { words } from '../words.ts';
import { Fence } from './fence.tsx';
import { TextView } from './text.tsx';

type Of<Kind extends Block['kind']> = Extract<Block, { kind: Kind }>;

const symbols: Record<StepState, string> = {
  done: '✓',
  now: '●',
  waiting: '◆',
  paused: '⏸',
  failed: '✕',
  'to come': '○',
  'not done': '○',
};

const Facts: FC<{ block: Of<'facts'> }> = ({ block }) => (
  <dl class="facts">
    {block.facts.map((fact) => (
      <div>
        <dt>{visible(fact.label)}</dt>
        <dd>
          <TextView text={fact.value} />
        </dd>
      </div>
    ))}
  </dl>
);

const Progress: FC<{ block: Of<'progress'> }> = ({ block }) => (
  <ol class="progress" aria-label={words.progress}>
    {block.steps.map((step) => (
      <li data-state={step.state} aria-current={step.state === 'now' ? 'step' : undefined}>
        <span class="symbol" aria-hidden="true">
          {symbols[step.state]}
        </span>
        <span class="name">{visible(step.name)}</span>
        <span class="state">
          {words.step[step.state]}
          {step.note === null ? null : ` · ${visible(step.note)}`}
        </span>
      </li>
    ))}
  </ol>
);

export const BlockView: FC<{ block: Block }> = ({ block }) => {
  switch (block.kind) {
    case 'text':
      return (
        <p class="text">
          <TextView text={block.text} />
        </p>
      );
    case 'note':
      return (
        <p class="note">
          <TextView text={block.text} />
        </p>
      );
    case 'facts':
      return <Facts block={block} />;
    case 'progress':
      return <Progress block={block} />;
    case 'quote':
    case 'output':
      return <Fence {...block} />;
  }
};
