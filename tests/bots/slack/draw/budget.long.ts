import { describeBudget } from './describe-budget.ts';

describeBudget(2000, 1200);
