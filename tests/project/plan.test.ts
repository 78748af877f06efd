import { describe, expect, it } from 'vitest';
import { readProject } from '../../src/project/read.ts';
import { minimal } from './minimal.ts';
import { told } from './table.ts';

const withPlan = (plan: string, execution = 'local'): string =>
  minimal.replace('roles:\n', `execution: ${execution}\nplan: ${plan}\nroles:\n`);

describe('the plan of a project', () => {
  it('names people, or everybody', () => {
    const read = readProject(withPlan('{ run-controls: [owner], byok: everybody, get: Ask. }', 'cloud'), 'p');
    expect('project' in read && [read.project.execution, read.project.plan]).toEqual([
      'cloud',
      { 'run-controls': ['owner'], byok: 'everybody', get: 'Ask.' },
    ]);
  });

  it('names people of the file', () => {
    expect(told(withPlan('{ run-controls: [ownr, owner], get: Ask. }')).join()).toContain('which is no person');
  });

  it('gives the controls to somebody who may operate, where its runs are executed', () => {
    const faults = (plan: string, execution?: string): string => told(withPlan(plan, execution)).join();
    expect(faults('{ run-controls: [mara], get: Ask. }')).toContain('nobody here who may operate is given');
    expect(faults('{ byok: [owner], get: Ask. }', 'cloud')).toContain('"byok" is for local runs');
    expect(faults('{ byok: [owner], get: Ask. }')).toBe('');
  });
});
