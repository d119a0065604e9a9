import type { PreviewChangedParams, PreviewResult } from "../../protocol.ts";
import { fieldOf } from "../../unknown.ts";
import type { LanguageFeatures } from "../language-features.ts";
import type { ServerContext } from "../server-context.ts";
import { previewContent } from "./preview-content.ts";
import type { PreviewFeatures } from "./preview-features.ts";

/** What changes a document or its settings. */
type Changing = Pick<LanguageFeatures, "configured" | "opened" | "changed" | "closed">;

const closedContent = "// The pod spec is closed: open it to see its preview.\nnull\n";
const failedContent = "// The preview failed; the output channel says why.\nnull\n";
const jsonc = (content: string): PreviewResult => ({ content, languageId: "jsonc" });

/** Answers previews, and tells the client which of those it asked for have changed, until it asks again. */
export class Previews {
  readonly #context: ServerContext;
  /** Documents whose preview the client has seen as it is now. */
  readonly #current = new Set<string>();

  constructor(context: ServerContext) {
    this.#context = context;
  }

  /** What every preview is made of has changed. */
  renew(): void {
    for (const uri of [...this.#current]) this.#tell(uri);
  }

  #tell(uri: string): void {
    if (!this.#current.delete(uri)) return;
    const params: PreviewChangedParams = { uri };
    void this.#context.connection.sendNotification("confidentialPods/previewChanged", params);
  }

  /** The handlers with a word to the client after each; nothing is computed until it asks. */
  following({ configured, opened, changed, closed }: Changing): Changing {
    const andTell = (uri: string): void => this.#tell(uri);
    return {
      configured: (params) => {
        configured(params);
        this.renew();
      },
      opened: (params) => {
        opened(params);
        andTell(params.textDocument.uri);
      },
      changed: (params) => {
        changed(params);
        andTell(params.textDocument.uri);
      },
      closed: (params) => {
        closed(params);
        andTell(params.textDocument.uri);
      },
    };
  }

  readonly features: PreviewFeatures = {
    preview: async (params) => {
      const uri = fieldOf(params, "uri");
      const index = fieldOf(params, "sandboxIndex");
      const documentUri = typeof uri === "string" ? uri : "";
      this.#current.add(documentUri);
      if (this.#context.documents.get(documentUri) === undefined) return jsonc(closedContent);
      const { profile } = await this.#context.settings.of(documentUri);
      const open = this.#context.documents.get(documentUri);
      const sandboxIndex = typeof index === "number" ? index : 0;
      return this.#context.boundary.run("previewing", jsonc(failedContent), () =>
        jsonc(open === undefined ? closedContent : previewContent(open, sandboxIndex, profile.target)),
      );
    },
  };
}
