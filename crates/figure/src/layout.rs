//! The layered layout: given layers and edges, an order and a place for every box and a way for every edge.
