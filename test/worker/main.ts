/** Test files call the Workers that they import: no Worker is loaded for every one of them. */
export default {}
