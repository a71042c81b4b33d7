-- A signer who withdraws by email is not counted as one of an earlier list either. A statement of its own would take one of the few that the
-- free plan allows for a batch.
CREATE TRIGGER `withdrawn_signers_not_imported` AFTER INSERT ON `withdrawn_signers` BEGIN DELETE FROM `imported` WHERE `petition_id` = NEW.`petition_id` AND `signer` = NEW.`signer`; END;
--> statement-breakpoint
CREATE TRIGGER `withdrawn_signers_again_not_imported` AFTER UPDATE OF `at` ON `withdrawn_signers` BEGIN DELETE FROM `imported` WHERE `petition_id` = NEW.`petition_id` AND `signer` = NEW.`signer`; END;
