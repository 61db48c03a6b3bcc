/** The platform's own plain pages. */
import "../../style/base.css";
import "../../style/components.css";
import "./pages.css";
