/** American English, made of the British: its own file is what the page preloads. */
export { american } from "../../../words/en_US";
