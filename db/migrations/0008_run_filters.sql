DROP INDEX "runs_of_project";--> statement-breakpoint
CREATE INDEX "runs_of_pipeline" ON "runs" USING btree ("project_id","pipeline_id","status","started_at","id");--> statement-breakpoint
CREATE INDEX "runs_of_project" ON "runs" USING btree ("project_id","started_at","id");