const earth = 6371000;
const radians = (degrees) => (degrees * Math.PI) / 360;

/** Metres between two points on the sphere (haversine). */
export function distance(a, b) {
  const north = radians(b.lat - a.lat);
  const east = radians(b.lon - a.lon);
  const h = Math.sin(north / 2) ** 2 + Math.cos(radians(a.lat)) * Math.cos(radians(b.lat)) * Math.sin(east / 2) ** 2;
  return 2 * earth * Math.asin(Math.sqrt(h));
}
