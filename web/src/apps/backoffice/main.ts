/** What the admin has of our own look: its first page, its labels. It brings its own components; only tokens are shared. */
import "../../style/tokens.css";
import "./backoffice.css";
