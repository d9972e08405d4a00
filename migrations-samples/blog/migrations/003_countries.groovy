description 'Where authors live'

up {
    createTable('countries') {
        char('code', 2).primaryKey()
        text('name').notNull()
    }
    loadCsv 'countries', 'countries.csv'
    addColumn('authors') { char('country_code', 2).references('countries', 'code') }
}

// Rows from a file are not marked, so there is nothing to derive; the tables that they are in just go.
down {
    dropColumn 'authors', 'country_code'
    dropTable 'countries'
}
