/** A design on its way to the cart, or to the shop that keeps it: what is waited for, asked and said until it is there. */
import { effect } from "@preact/signals";
import { createdFrom, postData } from "../../../../host/formPost";
import { browserConnection } from "../../../../pictures/connection";
import { failureText } from "../../../../wire/failures";
import { randomKey } from "../../../../wire/randomKey";
import { cartForm } from "../../model/cartForm";
import { missingAttributes } from "../../model/choices";
import { createDelivery, type Delivery } from "../../model/delivery";
import type { Keeper } from "../../model/keeping";
import { designRequest } from "../../model/request";
import { isGrave } from "../../model/verdicts";
import { words } from "../../words";
import type { Purpose, SendingStep, Session } from "../session";

/** Milliseconds for a shop to take over the frame, else the designer is usable again; and for a font to come. */
const PATIENCE = 15_000;

export class Sender {
  private readonly cart;
  private readonly shelf;
  private controller = new AbortController();

  constructor(
    private readonly session: Session,
    private readonly keeper: Keeper,
    private readonly self: Window,
  ) {
    const connection = browserConnection(self);
    this.cart = createDelivery(session.api.addToCart, connection, randomKey);
    this.shelf = createDelivery(session.api.saveDesign, connection, randomKey);
    // The shopper came back from the shop's answer to the page as it was left.
    self.addEventListener("pageshow", (event) => {
      if (event.persisted) this.end();
    });
  }

  /** Begins, unless something is on its way already. */
  start(purpose: Purpose): void {
    const { ui, editor, uploads } = this.session;
    if (ui.sending.value) return;
    editor.stopWriting();
    if (purpose === "cart" && askForMissing(this.session)) return;
    this.controller = new AbortController();
    if (uploads.underway) this.awaitUploads(purpose);
    else void this.check(purpose);
  }

  /** Goes on in spite of what the open dialog says. */
  proceed(): void {
    const sending = this.session.ui.sending.value;
    if (sending?.step === "uploading") void this.check(sending.purpose);
    if (sending?.step === "checking") void this.send(sending.purpose);
  }

  /** Leaves it; the design stays as it is. */
  cancel(): void {
    this.controller.abort();
    this.end();
  }

  private step(purpose: Purpose, step: SendingStep, ref = ""): void {
    this.session.ui.sending.value = { purpose, step, ref };
  }

  private end(): void {
    this.session.ui.sending.value = null;
  }

  /** Goes on by itself when the last photo is on the product; a photo that failed is told where photos are. */
  private awaitUploads(purpose: Purpose): void {
    const { ui, uploads } = this.session;
    const before = new Set(uploads.list.value.filter((upload) => upload.error).map((upload) => upload.key));
    this.step(purpose, "uploading");
    const stop = effect(() => {
      const isWaiting = ui.sending.value?.step === "uploading";
      const failed = uploads.list.value.find((upload) => upload.error && !before.has(upload.key));
      if (isWaiting && !failed && uploads.underway) return;
      // Not within the change that is being told, which is still to put the photo on the product.
      this.self.setTimeout(() => {
        stop();
        if (ui.sending.value?.step !== "uploading") return;
        if (!failed) void this.check(purpose);
        else {
          this.end();
          ui.panel.value = "photos";
        }
      });
    });
  }

  /** What is put aside unfinished is not judged. */
  private async check(purpose: Purpose): Promise<void> {
    const { editor } = this.session;
    const { signal } = this.controller;
    this.step(purpose, "sending");
    await Promise.race([editor.settled(), new Promise((end) => this.self.setTimeout(end, PATIENCE))]);
    if (purpose === "cart") await editor.startPreflight();
    if (signal.aborted) return;
    if (purpose === "cart" && editor.verdicts.value.some(isGrave)) this.step(purpose, "checking");
    else await this.send(purpose);
  }

  private async send(purpose: Purpose): Promise<void> {
    const { ui, editor, parent } = this.session;
    this.step(purpose, "sending");
    editor.say(purpose === "cart" ? words.preparingOrder : words.saving);
    const endBusy = parent.showBusy();
    let isLeaving = false;
    try {
      isLeaving = await (purpose === "cart" ? this.order(endBusy) : this.save(endBusy));
    } catch (error) {
      this.end();
      if (this.controller.signal.aborted) return;
      const general = purpose === "cart" ? words.cartBroken : words.saveBroken;
      ui.toast(failureText(error, general), "danger", null, 12);
    } finally {
      // Where the frame leaves for the shop, the page's end is the end of it.
      if (!isLeaving) endBusy();
    }
  }

  /** Whether the frame is leaving for the shop. */
  private async order(endBusy: () => void): Promise<boolean> {
    const { editor, link, parent, ui } = this.session;
    const item = await this.deliver(this.cart, "cart", endBusy);
    if (link.cartFormUrl) {
      this.leave(link.cartFormUrl, cartForm(item, editor, this.self.location.href), endBusy);
      return true;
    }
    // The design is safe in the shop's cart now, which can open it again by its reference.
    this.keeper.forget();
    parent.addToCart([item]);
    if (parent.isConnected) {
      this.end();
      ui.toast(words.addedText, "success");
    } else this.step("cart", "done", item.ref);
    return false;
  }

  private async save(endBusy: () => void): Promise<boolean> {
    const { saveUrl } = this.session.link;
    const saved = await this.deliver(this.shelf, "save", endBusy);
    if (!saveUrl) return false;
    this.leave(saveUrl, { ...saved, created_from: createdFrom(this.self.location.href) }, endBusy);
    return true;
  }

  /** The busy sign of the parent may cover us, so it goes when there is something to decide. */
  private deliver<Answer>(
    delivery: Delivery<Answer>,
    purpose: Purpose,
    endBusy: () => void,
  ): Promise<Answer> {
    const onLost = () => {
      endBusy();
      this.step(purpose, "lost");
    };
    return delivery.send(designRequest(this.session.editor), onLost, this.controller.signal);
  }

  /** The draft stays for somebody who comes back from the shop's page. */
  private leave(address: string, data: unknown, endBusy: () => void): void {
    const { ui } = this.session;
    this.keeper.handOver();
    const { value: sending } = ui.sending;
    const stay = () => {
      // Somebody who has come back may be sending again.
      if (ui.sending.value !== sending) return;
      endBusy();
      this.end();
      ui.toast(words.shopUnreachable, "danger", null, 12);
    };
    this.self.setTimeout(stay, PATIENCE);
    postData(this.self, address, data, stay);
  }
}

/** Asks for the attributes that an order needs, where they are given. Whether there is something to ask for. */
function askForMissing({ editor, ui }: Session): boolean {
  const missing = missingAttributes(editor);
  if (missing.length === 0) return false;
  editor.select(null);
  ui.panel.value = "product";
  ui.asksForMissing.value++;
  editor.say(words.missingFirst(missing.map(({ name }) => name).join(", ")));
  return true;
}
