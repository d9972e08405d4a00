description 'Where authors live'

up {
    createTable('countries') {
        char('code', 2).primaryKey()
        text('name').notNull()
    }
    loadCsv('countries', 'countries.csv')
    addColumn('authors') { char('country_code', 2).references('countries', 'code') }
}
