/** SQLSTATE classes: connection, resources, operator intervention, system; and a lost serialisation race. */
const outageStates = /^(08|53|57|58)|^(40001|40P01|25006|55P03)$/;
const outageCodes =
  /^(ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|CONNECTION_|CONNECT_TIMEOUT|db-)/;
/** Bad data, broken constraints, wrong statements: these fail again each time. */
const bugStates = /^(22|23|42)/;

export type Fault = 'outage' | 'bug' | 'unclear';

/** Whether an error is worth another try; looks through wrapping errors. After an `unclear` one the job is tried again, up to its number of tries. */
export function classify(error: unknown): Fault {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    const code = 'code' in at && typeof at.code === 'string' ? at.code : '';
    const isState = /^[0-9A-Z]{5}$/.test(code);
    if (isState && bugStates.test(code)) return 'bug';
    if (isState ? outageStates.test(code) : outageCodes.test(code)) return 'outage';
    if (at instanceof TypeError || at instanceof RangeError || at instanceof ReferenceError) return 'bug';
  }
  return 'unclear';
}
