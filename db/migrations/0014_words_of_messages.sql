ALTER TABLE "runs" DROP CONSTRAINT "runs_hold_reason";--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "policy" text;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "source_surface" text;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "source_channel" text;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "source_message" text;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "source_mark" text;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "replaces" text;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_replaces_messages_id_fk" FOREIGN KEY ("replaces") REFERENCES "public"."messages"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "messages_source" ON "messages" USING btree ("source_surface","source_channel","source_message") WHERE "messages"."replaces" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "messages_replaced_once" ON "messages" USING btree ("replaces");--> statement-breakpoint
CREATE INDEX "messages_of_source" ON "messages" USING btree ("source_surface","source_channel","source_message");--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_policy" CHECK ("messages"."policy" in ('steer', 'pause'));--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_source_surface" CHECK ("messages"."source_surface" in ('console', 'slack', 'discord'));--> statement-breakpoint
ALTER TABLE "runs" ADD CONSTRAINT "runs_hold_reason" CHECK ("runs"."hold_reason" in ('person', 'policy', 'message', 'acknowledge'));