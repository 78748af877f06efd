DROP INDEX "asks_settled";--> statement-breakpoint
ALTER TABLE "asks" ADD COLUMN "revised_at" timestamp (3) with time zone;--> statement-breakpoint
UPDATE "asks" SET "revised_at" = revised."at" FROM (
	SELECT "subject" ->> 'ask' AS "ask", max("at") AS "at" FROM "ledger" WHERE "kind" = 'ask.revised' GROUP BY 1
) revised WHERE "asks"."id" = revised."ask" AND "asks"."revision" > 1;--> statement-breakpoint
CREATE INDEX "asks_settled" ON "asks" USING btree ("project_id","kind","settled_at","id","status","opened_at","revised_at") WHERE "asks"."status" <> 'open';