import { describeBudget } from './describe-budget.ts';

describeBudget(5000, 1200);
