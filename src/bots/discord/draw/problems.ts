import type { Form } from '../../../core/cards/card.ts';
import { drawingWords } from './words.ts';

/** What is wrong with a form that comes back, each by the name of its field. */
export const problemLines = ({ fields, problems }: Form): string[] =>
  Object.entries(problems).map(([name, problem]) => {
    const label = fields.find((field) => field.name === name)?.label;
    return label === undefined ? drawingWords.wholeProblem(problem) : drawingWords.problem(label, problem);
  });
