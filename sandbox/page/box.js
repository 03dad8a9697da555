// What is typed stays here, so that it does not matter how long the server takes: it is told what to send.

const BEGUN = /^\/[\p{L}\p{N}_-]*$|(?<!\S)[@#][\p{L}\p{N}_.-]*$/u;
const MOST = 8;
const STEPS = { ArrowUp: -1, ArrowDown: 1 };

export default {
  template: `
    <div>
      <div v-if="isOpen" class="completion" role="listbox">
        <div
          v-for="offer in found"
          :class="['offer', { chosen: offer === current }]"
          role="option"
          :aria-selected="offer === current"
          @mousedown.prevent="complete(offer)"
        >
          <div>{{ offer.title }}</div>
          <div v-if="offer.detail" class="detail">{{ offer.detail }}</div>
        </div>
      </div>
      <q-input
        ref="input"
        v-model="text"
        type="textarea"
        borderless
        dense
        autogrow
        autofocus
        :placeholder="label"
        :aria-label="label"
        role="combobox"
        aria-autocomplete="list"
        :aria-expanded="isOpen"
        @keydown="press"
        @blur="isClosed = true"
      />
    </div>
  `,
  props: { label: String, offers: Array },
  emits: ["begun", "send"],
  data: () => ({ text: "", chosen: "", isClosed: false }),
  computed: {
    word() {
      return BEGUN.exec(this.text)?.[0] ?? "";
    },
    found() {
      const word = this.word.toLowerCase();
      return this.offers.filter((one) => word && one.starts.some((start) => start.startsWith(word))).slice(0, MOST);
    },
    current() {
      return this.found.find((one) => one.insert === this.chosen) ?? this.found[0];
    },
    isOpen() {
      return !this.isClosed && this.found.length > 0;
    },
  },
  watch: {
    text() {
      this.chosen = "";
      this.isClosed = false;
    },
    word(now, before) {
      if (now && !before) this.$emit("begun");
    },
  },
  methods: {
    begin(text) {
      this.text = text;
      this.$refs.input.focus();
    },
    complete(offer) {
      this.text = this.text.slice(0, this.text.length - this.word.length) + offer.insert;
    },
    move(step) {
      const place = this.found.indexOf(this.current) + step + this.found.length;
      this.chosen = this.found[place % this.found.length].insert;
    },
    press(event) {
      const { key, shiftKey, isComposing } = event;
      if (isComposing || shiftKey) return;
      if (this.isOpen && key in STEPS) this.move(STEPS[key]);
      else if (this.isOpen && key === "Escape") this.isClosed = true;
      else if (this.isOpen && (key === "Tab" || (key === "Enter" && this.word !== this.current.insert.trim())))
        this.complete(this.current);
      else if (key === "Enter") this.send();
      else return;
      event.preventDefault();
    },
    send() {
      const text = this.text.trim();
      this.text = "";
      if (text) this.$emit("send", text);
    },
  },
};
