package dev.garganey.script;

import dev.garganey.model.Product;

/**
 * ProductBlock is {@code SQLITE { … }}, the last part of {@code only POSTGRESQL, SQLITE { … }},
 * which Groovy reads as a call.
 */
record ProductBlock(Product product, Body block) {}
