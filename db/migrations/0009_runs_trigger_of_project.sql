ALTER TABLE "runs" DROP CONSTRAINT "runs_trigger_id";--> statement-breakpoint
ALTER TABLE "runs" ADD CONSTRAINT "runs_trigger_id" UNIQUE("project_id","trigger_id");