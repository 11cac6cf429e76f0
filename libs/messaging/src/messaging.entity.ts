import { MailWording } from './mail-wording.entity.ts';
import { Message } from './message.entity.ts';
import { Suppression } from './suppression.entity.ts';

/** What an app adds to its data source. */
export const messagingEntities = [MailWording, Message, Suppression];
