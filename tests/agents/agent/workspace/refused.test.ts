import { describe, expect, it } from 'vitest';
import { explainFault } from '../../../../src/agents/agent/workspace/refused.ts';

const fault = (code: string): Error => Object.assign(new Error(code), { code });

describe('a fault of the file system', () => {
  it('is told to the model where another path would be none', () => {
    expect(explainFault(fault('ENOENT'), 'a.js')).toEqual({ refused: 'a.js does not exist.' });
    expect(explainFault(fault('EACCES'), 'a.js')).toHaveProperty('refused');
  });

  it.each(['ENOSPC', 'EDQUOT', 'EIO', 'EMFILE', 'ENOMEM'])(
    'goes on as an error where no path would be better: %s',
    (code) => {
      expect(() => explainFault(fault(code), 'a.js')).toThrow(code);
    },
  );
});
