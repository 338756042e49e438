/** The commands of documents: a new one is one file and one line here. */
import { assignDocument } from "./assign-document.ts";
import { attachDocument } from "./attach-document.ts";
import { attachFile } from "./attach-file.ts";
import { createDocument } from "./create-document.ts";
import { editDocument } from "./edit-document.ts";
import { markDocumentReady } from "./mark-document-ready.ts";
import { sendDocument } from "./send-document.ts";

export const commands = [assignDocument, attachDocument, attachFile, createDocument, editDocument, markDocumentReady, sendDocument] as const;
