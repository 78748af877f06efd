import fc from 'fast-check';
import { askCard } from '../../src/core/cards/ask-card.ts';
import { pageCard } from '../../src/core/cards/pages.ts';
import { runCard } from '../../src/core/cards/run-card.ts';
import { definition, gate, run, view } from '../core/cards/sample.ts';
import type { Definition } from '../../src/core/run/state.ts';
import { approval, asking, mending, question, shellCall } from '../core/cards/agent-sample.ts';
import { command } from './gallery.ts';
import { anyText } from './wild.ts';

/** Its agent has a role and a workspace of any name. */
function namedSo(its: Definition, { name, line }: { name: string; line: string }): Definition {
  const stages = its.pipeline.stages.map((stage) => ({ ...stage, name: name.slice(0, 80), directory: line }));
  const roles = its.roles.map((role) => ({ ...role, name: name.slice(0, 80) || '-' }));
  return { ...its, pipeline: { ...its.pipeline, stages }, roles };
}

/** Cards as the core makes them, of a project where everything is as long as it may be declared, and a draft of any length. */
export const project = fc.record({ draft: anyText, brief: anyText, line: anyText, name: anyText }).map((it) => {
  const [write, tag] = definition.pipeline.stages;
  if (write?.do !== 'write' || tag?.do !== 'command') throw new Error('The sample has other stages.');
  const named = { ...tag, name: it.name.slice(0, 80), run: it.line.slice(0, 8000), environment: { BRIEF: it.brief } };
  const stages = [write, named, ...Array.from({ length: 38 }, (_, index) => ({ ...named, id: `s${index}` }))];
  const long = { ...definition, pipeline: { ...definition.pipeline, stages } };
  const of = run({ title: it.name, brief: it.brief, parameters: { version: it.line } });
  const texts = new Map([['d_notes', it.draft]]);
  const shown = { ask: gate(), run: of, definition: long };
  const agents = namedSo(mending, it);
  const call = approval(shellCall({ tool: 'command', what: 'test', irreversible: true }));
  const called = new Map([['d_shown', it.line]]);
  const asked = asking(question({ text: it.brief, options: [it.line, it.name, 'b', 'c'] }));
  return {
    cards: [
      askCard(gate(), of, long, texts),
      askCard(command, of, long, texts),
      pageCard(shown, texts, 0),
      pageCard({ ...shown, ask: command }, texts, 99),
      askCard(call, of, agents, called),
      pageCard({ ask: call, run: of, definition: agents }, called, 99),
      askCard(asked, of, agents, called),
      pageCard({ ask: asked, run: of, definition: agents }, called, 99),
      runCard(view({ run: of, definition: long }, { outputTail: it.draft })),
    ],
  };
});
