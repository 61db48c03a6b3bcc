/** What the admin has of our own: its look, and corners that are dragged. It brings its own components; only tokens are shared. */
import "../../style/tokens.css";
import "./backoffice.css";
import { connectCorners } from "./corners";

connectCorners();
