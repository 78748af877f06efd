DROP INDEX "runs_of_project";--> statement-breakpoint
ALTER TABLE "asks" ADD COLUMN "settled_at" timestamp (3) with time zone;--> statement-breakpoint
UPDATE "asks" SET "settled_at" = ("outcome" ->> 'at')::timestamptz WHERE "outcome" IS NOT NULL;--> statement-breakpoint
CREATE INDEX "asks_settled" ON "asks" USING btree ("project_id","kind","settled_at","id","status","opened_at") WHERE "asks"."status" <> 'open';--> statement-breakpoint
CREATE INDEX "ledger_of_project" ON "ledger" USING btree ("project_id","ordinal");--> statement-breakpoint
CREATE INDEX "ledger_of_actor" ON "ledger" USING btree ("project_id",(coalesce(actor ->> 'personId', 'system:' || (actor ->> 'name'))),"kind","ordinal");--> statement-breakpoint
CREATE INDEX "runs_of_project" ON "runs" USING btree ("project_id","started_at","id","status","pipeline_id");--> statement-breakpoint
ALTER TABLE "asks" ADD CONSTRAINT "asks_timed_outcome" CHECK (("asks"."outcome" is null) = ("asks"."settled_at" is null));
